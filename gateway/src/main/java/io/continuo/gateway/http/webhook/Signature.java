package io.continuo.gateway.http.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether whoever posted a body knows the secret. */
final class Signature {
  static final String HEADER = "X-Continuo-Signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String SCHEME = "sha256=";

  private Signature() {}

  /** Compares in a time that does not tell how much of it was right. */
  static boolean fits(Optional<String> header, byte[] secret, byte[] body) {
    byte[] expected =
        (SCHEME + HexFormat.of().formatHex(hmac(secret, body))).getBytes(StandardCharsets.US_ASCII);
    byte[] given = header.orElse("").strip().getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, given);
  }

  private static byte[] hmac(byte[] secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
