package io.continuo.definition.schedule;

/** A number that a name always has, and that seems random. */
final class NameHash {
  private NameHash() {}

  /**
   * At least 0 and less than 1, evenly spread: the upper 53 bits of the 64-bit FNV-1a hash over the
   * UTF-16 units of the name, mixed by the finalizer of SplitMix64 (Stafford's variant 13).
   */
  static double share(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
    return ((hash ^ hash >>> 31) >>> 11) * 0x1p-53;
  }
}
