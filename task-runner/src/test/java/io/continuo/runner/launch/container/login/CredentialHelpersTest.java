package io.continuo.runner.launch.container.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AuthConfig;
import io.continuo.runner.launch.RunnerSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialHelpersTest {
  private static final String CLOUD = "123.registry.example.com";
  private static final String HUB = "https://index.docker.io/v1/";

  @TempDir private Path folder;

  private RegistryLogins.Login login(String image) throws Exception {
    return login(image, Duration.ofSeconds(20));
  }

  private RegistryLogins.Login login(String image, Duration patience) throws Exception {
    var helpers = new CredentialHelpers(folder.resolve("config.json"), patience, folder + "/");
    return new RegistryLogins(List.of(), RunnerSecrets.NONE, helpers).of(image, fromFile());
  }

  private static Optional<AuthConfig> fromFile() {
    return Optional.of(new AuthConfig().withUsername("of-the-file").withPassword("x"));
  }

  private void configuration(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json);
  }

  private void helper(String name, String script) throws IOException {
    Path program = folder.resolve("docker-credential-" + name);
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private static String answer(String user, String secret) {
    return "echo '{\"ServerURL\":\"x\",\"Username\":\"%s\",\"Secret\":\"%s\"}'"
        .formatted(user, secret);
  }

  private static void assertThatItIs(RegistryLogins.Login login, String user) {
    assertThat(login.auth().map(AuthConfig::getUsername)).contains(user);
  }

  @Test
  void theHelperOfARegistryIsAskedByDockersProtocol() throws Exception {
    configuration("{\"credHelpers\": {\"%s\": \"cloud\"}}".formatted(CLOUD));
    helper(
        "cloud", "[ \"$1\" = get ] && [ \"$(cat)\" = " + CLOUD + " ] && " + answer("AWS", "tkn"));

    var login = login(CLOUD + "/team/image:1");

    assertThatItIs(login, "AWS");
    assertThat(login.auth().orElseThrow().getPassword()).isEqualTo("tkn");
    assertThat(login.auth().orElseThrow().getRegistryAddress()).isEqualTo(CLOUD);
    assertThat(login.advice()).contains(CLOUD, "'docker-credential-cloud'");
    assertThat(login.safe("you said tkn")).isEqualTo("you said ***");
  }

  @Test
  void itIsAskedAnewForEveryPull() throws Exception {
    configuration("{\"credHelpers\": {\"%s\": \"cloud\"}}".formatted(CLOUD));
    helper("cloud", answer("first", "1"));
    assertThatItIs(login(CLOUD + "/image"), "first");

    helper("cloud", answer("second", "2"));

    assertThatItIs(login(CLOUD + "/image"), "second");
  }

  @Test
  void theStoreIsAskedForAllOthersAndKnowsDockersOwnByItsAddress() throws Exception {
    configuration(
        "{\"credHelpers\": {\"%s\": \"cloud\"}, \"credsStore\": \"store\"}".formatted(CLOUD));
    helper("store", "[ \"$(cat)\" = " + HUB + " ] && " + answer("hub-user", "pw"));

    assertThatItIs(login("busybox:1"), "hub-user");
  }

  @Test
  void anIdentityTokenIsNoPassword() throws Exception {
    configuration("{\"credsStore\": \"store\"}");
    helper("store", answer("<token>", "identity"));

    var login = login(CLOUD + "/image");

    assertThat(login.auth().orElseThrow().getIdentitytoken()).isEqualTo("identity");
    assertThat(login.auth().orElseThrow().getPassword()).isNull();
    assertThat(login.safe("you said identity")).isEqualTo("you said ***");
  }

  @Test
  void whatAHelperDoesNotKnowIsLeftToTheFile() throws Exception {
    configuration("{\"credsStore\": \"store\"}");
    helper("store", "echo 'credentials not found in native keychain'; exit 1");

    assertThatItIs(login(CLOUD + "/image"), "of-the-file");
  }

  @Test
  void withoutAConfigurationFileThereIsNoHelper() throws Exception {
    assertThatItIs(login(CLOUD + "/image"), "of-the-file");
  }

  @Test
  void aHelperThatIsNotThereStopsNoPullThatNeedsNone() throws Exception {
    configuration("{\"credsStore\": \"desktop\"}");

    var login = login("busybox:1");

    assertThatItIs(login, "of-the-file");
    assertThat(login.advice())
        .startsWith("why the credential helper 'docker-credential-desktop' has no credentials")
        .contains("echo " + HUB + " | docker-credential-desktop get");
  }

  @Test
  void itsOwnWordsSayWhyItFailed() throws Exception {
    configuration("{\"credsStore\": \"cloud\"}");
    helper("cloud", "echo 'token expired, log in again'; exit 3");

    assertThat(login(CLOUD + "/image").advice())
        .contains("exit code 3: token expired, log in again");
  }

  @Test
  void anAnswerThatIsNoneIsNotRepeated() throws Exception {
    configuration("{\"credsStore\": \"cloud\"}");
    helper("cloud", "echo 'Secret: hunter2'");

    assertThat(login(CLOUD + "/image").advice()).contains("not JSON").doesNotContain("hunter2");
  }

  @Test
  void aHelperThatHangsIsEnded() throws Exception {
    configuration("{\"credsStore\": \"cloud\"}");
    helper("cloud", "sleep 600");

    assertThat(login(CLOUD + "/image", Duration.ofMillis(200)).advice()).contains("did not answer");
  }

  @Test
  void aNameThatLeavesThePathIsRefused() throws Exception {
    configuration("{\"credsStore\": \"../../bin/evil\"}");

    assertThat(login(CLOUD + "/image").advice()).contains("is not one of a program");
  }

  @Test
  void aFileThatIsNoJsonIsNotRepeated() throws Exception {
    configuration("{\"auths\": {\"x\": {\"auth\": \"aHVudGVyMg==\" ");

    assertThat(login(CLOUD + "/image").advice())
        .contains("is not JSON", "config.json")
        .doesNotContain("aHVudGVyMg");
  }
}
