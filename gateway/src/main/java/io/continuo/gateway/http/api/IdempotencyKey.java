package io.continuo.gateway.http.api;

import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Problem;
import java.util.UUID;

/** By which a request that is sent again is known. */
public final class IdempotencyKey {
  private static final String HEADER = "Idempotency-Key";
  private static final int LONGEST = 255;

  private IdempotencyKey() {}

  /** The caller's, or a fresh one. */
  public static String of(Call call) {
    String key = call.header(HEADER).orElseGet(() -> UUID.randomUUID().toString());
    if (key.isBlank() || key.length() > LONGEST) {
      throw Problem.badRequest("invalid-key", HEADER + " may have 1 to " + LONGEST + " characters")
          .asException();
    }
    return key;
  }
}
