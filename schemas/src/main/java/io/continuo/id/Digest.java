package io.continuo.id;

/** SHA-256 of a canonical definition, as 64 lower-case hex digits. */
public record Digest(String hex) {
  public Digest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a digest is 64 lower-case hex digits, not '" + hex + "'");
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
