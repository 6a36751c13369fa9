package io.continuo.wire;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.canonical.CanonicalJson;
import io.continuo.definition.canonical.DefinitionFields;
import io.continuo.definition.reader.DefinitionReader;
import io.continuo.id.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Definitions as canonical JSON, which is what their digest is of. */
public final class DefinitionText {
  private DefinitionText() {}

  public static String write(WorkflowDefinition definition) {
    return CanonicalJson.text(DefinitionFields.of(definition));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UndecodableException if it is anything else
   */
  public static WorkflowDefinition read(String canonical) {
    try {
      return DefinitionReader.readCanonical(canonical);
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(String.valueOf(e.getMessage()), e);
    }
  }

  public static Digest digest(String canonical) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return new Digest(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
