package io.continuo.runner.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.runner.launch.Secrets;
import io.continuo.runner.secret.Mask.Held;
import io.continuo.value.Value;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
  private static final String PASSWORD = "p\"s/ w+rd-ä7?>";

  private static Mask mask(String... secrets) {
    Map<String, String> env = new java.util.HashMap<>();
    for (String secret : secrets) {
      env.put("S" + env.size(), secret);
    }
    return Mask.of(new Secrets(env, Map.of()));
  }

  /** Shown piece by piece, each of at most so many bytes. */
  private static String shown(Mask mask, String log, Random sizes) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    Held held = Held.NOTHING;
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(bytes.length - at, sizes.nextInt(4));
      Mask.Piece piece = mask.next(held, ByteBuffer.wrap(bytes, at, size), false);
      out.writeBytes(bytes(piece.shown()));
      held = piece.held();
      at += size;
    }
    out.writeBytes(bytes(mask.next(held, ByteBuffer.allocate(0), true).shown()));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String whole(Mask mask, String log) {
    return text(mask.next(Held.NOTHING, ByteBuffer.wrap(bytes(log)), true).shown());
  }

  @Test
  void asManyStarsAsBytesStandForASecret() {
    assertThat(whole(mask("hunter2"), "a hunter2 b hunter b")).isEqualTo("a ******* b hunter b");
  }

  @Test
  void itDoesNotMatterInWhichPiecesALogComes() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      Mask mask = mask(word(random, 4, 9), word(random, 4, 6), word(random, 4, 20));
      String log = word(random, 0, 200);
      assertThat(shown(mask, log, random)).as("seed %d", seed).isEqualTo(whole(mask, log));
    }
  }

  @Test
  void everyByteOfEveryOccurrenceIsHiddenHoweverTheyOverlap() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      String secret = word(random, 4, 6);
      String log = word(random, 0, 100);
      String shown = shown(mask(secret), log, random);
      for (int at = log.indexOf(secret); at >= 0; at = log.indexOf(secret, at + 1)) {
        assertThat(shown.substring(at, at + secret.length())).as("seed %d", seed).matches("[*]+");
      }
      assertThat(shown).hasSameSizeAs(log);
    }
  }

  /** Of two letters, so that words hold each other. */
  private static String word(Random random, int min, int max) {
    StringBuilder word = new StringBuilder();
    for (int length = random.nextInt(min, max + 1); length > 0; length--) {
      word.append("ab".charAt(random.nextInt(2)));
    }
    return word.toString();
  }

  @Test
  void onlyWhatMayBeginASecretIsHeldBack() {
    Mask.Piece piece =
        mask("hunter2").next(Held.NOTHING, ByteBuffer.wrap(bytes("a line\nhun")), false);
    assertThat(text(piece.shown())).isEqualTo("a line\n");
    assertThat(text(piece.held().bytes())).isEqualTo("hun");
    assertThat(
            mask("hunter2")
                .next(Held.NOTHING, ByteBuffer.wrap(bytes("a line\n")), false)
                .held()
                .isEmpty())
        .isTrue();
  }

  @Test
  void encodedSecretsAreHiddenToo() {
    byte[] secret = bytes(PASSWORD);
    Base64.Encoder encoder = Base64.getEncoder();
    List<String> forms =
        List.of(
            PASSWORD,
            encoder.withoutPadding().encodeToString(secret),
            Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
            URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8),
            URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8).replace("+", "%20"),
            "p%22s%2f%20w%2brd-%c3%a47%3f%3e",
            "p\\\"s/ w+rd-ä7?>");
    for (String form : forms) {
      assertThat(mask(PASSWORD).text("<" + form + ">")).isEqualTo("<***>");
    }
  }

  @Test
  void withinALongerBase64AllThatTellsOfTheSecretAloneIsHidden() {
    for (String user : List.of("a:", "ab:", "abc:")) {
      String encoded = Base64.getEncoder().encodeToString(bytes(user + "correct-horse" + "/x"));
      String shown = mask("correct-horse").text("Basic " + encoded);
      assertThat(shown).startsWith("Basic ").contains("***");
      assertThat(shown.replace("***", "").length())
          .isLessThanOrEqualTo("Basic ".length() + encoded.length() - 16);
    }
  }

  @Test
  void theLinesOfAKeyAreHiddenOneByOne() {
    String key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----\n";
    Mask mask = Mask.of(new Secrets(Map.of(), Map.of("/key", bytes(key))));
    assertThat(mask.text("  MIIEvQIBADANBgkq\r\n  hkiG9w0BAQEFAASC")).isEqualTo("  ***\r\n  ***");
    assertThat(mask.text(Base64.getMimeEncoder().encodeToString(bytes(key))))
        .doesNotContain(Base64.getEncoder().encodeToString(bytes(key)).substring(0, 16));
  }

  @Test
  void aFileIsHiddenWithoutTheLineBreakAtItsEnd() {
    Mask mask = Mask.of(new Secrets(Map.of(), Map.of("/key", bytes("hunter2\n"))));
    assertThat(mask.text("hunter2.")).isEqualTo("***.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "abc", "\n\n\n\n\n"})
  void whatIsTooShortIsNotHidden(String secret) {
    assertThat(mask(secret).text("abc aaa\n\n\n\n\n\n")).isEqualTo("abc aaa\n\n\n\n\n\n");
  }

  @Test
  void outputsAreHiddenAtAnyDepthAndOfAnyType() {
    Value.Fields outputs =
        new Value.Fields(
            Map.of(
                "deep", new Value.Items(List.of(Value.of("x 12345678 y"), Value.of(5))),
                "12345678", Value.of(true),
                "number", Value.of(12345678)));
    assertThat(mask("12345678").fields(outputs))
        .isEqualTo(
            new Value.Fields(
                Map.of(
                    "deep", new Value.Items(List.of(Value.of("x *** y"), Value.of(5))),
                    "***", Value.of(true),
                    "number", Value.of("***"))));
  }

  @Test
  void aHugeSecretThatRepeatsItselfCostsNoMoreThanAnother() {
    String secret = "a".repeat(64 << 10);
    assertThat(whole(mask(secret), "a".repeat(4 << 20)).chars()).allMatch(c -> c == '*');
  }

  @Test
  void whenNothingIsKnownEverythingIsHidden() {
    assertThat(whole(Mask.ALL, "one\ntwo")).isEqualTo("***\n***");
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer buffer) {
    return new String(bytes(buffer), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
