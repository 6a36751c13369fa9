import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes Confluent's registry client out of the jar that carries it under another package, and gives the classes their own
 * names back. Run by the build as {@code java Relocate.java JAR FOLDER}.
 *
 * <p>A shade plugin works on the packaged artifact, so {@code mvn test} of a module that depends on this one would not
 * see the classes; this writes into the classes folder before compilation instead. Every name in a class file (types,
 * descriptors, generic signatures, strings) is a text in its constant pool, and nothing else depends on a text's length,
 * so renaming is replacing texts there.
 */
public final class Relocate {
  /** Prefixes in the carrier; the classes had none of them at their authors'. */
  private static final List<String> PREFIXES =
      List.of("org/apache/flink/avro/registry/confluent/shaded/", "org/apache/flink/avro/shaded/");

  private static final String CONFLUENT = PREFIXES.getFirst() + "io/confluent/";

  /** Below CONFLUENT: what is test support, or needs classes that Kafka 4 has moved. */
  private static final List<String> LEFT_OUT =
      List.of(
          "common/utils/AbstractPerformanceTest",
          "common/utils/IntegrationTest",
          "common/utils/MockTime",
          "common/utils/PerformanceStats",
          "common/utils/TestUtils",
          "kafka/schemaregistry/client/MockSchemaRegistryClient",
          "kafka/schemaregistry/client/config/",
          "kafka/schemaregistry/client/security/bearerauth/oauth/",
          "kafka/schemaregistry/rules/DlqAction",
          "kafka/schemaregistry/testutil/");

  private static final List<String> PROVIDERS =
      List.of(
          "kafka/schemaregistry/client/security/basicauth/BasicAuthCredentialProvider",
          "kafka/schemaregistry/client/security/bearerauth/BearerAuthCredentialProvider");

  private Relocate() {}

  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[1]);
    try (ZipFile jar = new ZipFile(arguments[0])) {
      List<? extends ZipEntry> wanted =
          jar.stream().filter(e -> e.getName().endsWith(".class") && isWanted(e.getName())).toList();
      if (wanted.isEmpty()) {
        throw new IOException("no class below " + CONFLUENT + " in " + arguments[0] + ": is it the pinned version?");
      }
      for (ZipEntry entry : wanted) {
        write(target.resolve(rename(entry.getName())), renameInClass(read(jar, entry.getName())));
      }
      for (String provider : PROVIDERS) {
        copyProviders(jar, (CONFLUENT + provider).replace('/', '.'), target.resolve("META-INF/services"));
      }
      write(target.resolve("META-INF/LICENSE"), read(jar, "META-INF/LICENSE"));
    }
  }

  private static boolean isWanted(String name) {
    return name.startsWith(CONFLUENT) && LEFT_OUT.stream().noneMatch(out -> name.startsWith(CONFLUENT + out));
  }

  private static void copyProviders(ZipFile jar, String service, Path folder) throws IOException {
    List<String> kept =
        new String(read(jar, "META-INF/services/" + service), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.strip().replace('.', '/'))
            .filter(Relocate::isWanted)
            .map(line -> rename(line).replace('/', '.') + "\n")
            .toList();
    write(folder.resolve(rename(service)), String.join("", kept).getBytes(StandardCharsets.UTF_8));
  }

  private static String rename(String text) {
    String renamed = text;
    for (String prefix : PREFIXES) {
      renamed = renamed.replace(prefix, "").replace(prefix.replace('/', '.'), "");
    }
    return renamed;
  }

  /** Copies a class file (JVMS 4.1) with every text of its constant pool renamed. */
  private static byte[] renameInClass(byte[] original) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(original));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(original.length);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(in.readNBytes(8)); // magic and version
    int size = in.readUnsignedShort();
    out.writeShort(size);
    for (int index = 1; index < size; index++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == 1) {
        out.writeUTF(rename(in.readUTF()));
      } else {
        out.write(in.readNBytes(lengthOf(tag)));
      }
      if (tag == 5 || tag == 6) {
        index++; // a long or double takes two places (JVMS 4.4.5)
      }
    }
    in.transferTo(out);
    return bytes.toByteArray();
  }

  /** Bytes that follow the tag of a constant, by the table of JVMS 4.4. */
  private static int lengthOf(int tag) throws IOException {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      default -> throw new IOException("unknown constant tag " + tag);
    };
  }

  private static byte[] read(ZipFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      throw new IOException(jar.getName() + " has no " + name + ": is it the pinned version?");
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
