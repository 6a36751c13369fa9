package io.continuo.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsFileTest {
  @TempDir Path folder;

  private OutputsFile read(String content) throws Exception {
    Path file = folder.resolve("outputs.json");
    Files.writeString(file, content);
    return OutputsFile.read(file, true);
  }

  private static String reason(OutputsFile file) {
    return assertThat(file)
        .asInstanceOf(InstanceOfAssertFactories.type(OutputsFile.Unusable.class))
        .actual()
        .reason();
  }

  @Test
  void anObjectIsRead() throws Exception {
    assertThat(read("{\"rows\": 3}"))
        .isEqualTo(new OutputsFile.Read(new Value.Fields(Map.of("rows", Value.of(3)))));
  }

  @Test
  void aMissingFileIsFineWhenNothingIsDeclared() throws Exception {
    assertThat(OutputsFile.read(folder.resolve("none"), false))
        .isEqualTo(new OutputsFile.Read(Value.Fields.EMPTY));
  }

  @Test
  void aMissingFileOfDeclaredOutputsSaysWhereToWriteIt() throws Exception {
    assertThat(reason(OutputsFile.read(folder.resolve("none"), true)))
        .contains("was not written")
        .contains("$CONTINUO_OUTPUTS");
  }

  @Test
  void anEmptyFileOfDeclaredOutputsSaysSo() throws Exception {
    assertThat(reason(read(" \n"))).contains("is empty");
  }

  @Test
  void malformedJsonIsNamedByLineAndColumn() throws Exception {
    assertThat(reason(read("{\"rows\": 3,\n oops}"))).contains("line 2").contains("not valid JSON");
  }

  @Test
  void aListIsNotOutputs() throws Exception {
    assertThat(reason(read("[1, 2]"))).contains("not an object");
  }

  @Test
  void textBehindTheObjectIsNotOverlooked() throws Exception {
    assertThat(reason(read("{} {}"))).contains("not valid JSON");
  }

  @Test
  void moreThan64KiBIsTooMuch() throws Exception {
    assertThat(reason(read("{\"x\": \"" + "a".repeat(65_536) + "\"}")))
        .contains("larger than 64 KiB");
  }

  @Test
  void bytesThatAreNotTextSaySo() throws Exception {
    Path file = folder.resolve("outputs.json");
    Files.write(file, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});

    assertThat(reason(OutputsFile.read(file, true))).contains("not UTF-8");
  }

  @Test
  void deeplyNestedJsonIsRefusedNotFollowed() throws Exception {
    assertThat(reason(read("[".repeat(60_000)))).contains("not valid JSON");
  }
}
