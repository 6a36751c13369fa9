package io.continuo.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceShapeTest {
  @Test
  void noFileIsTooLongAndNoPackageTooCrowded() {
    assertThat(SourceShape.problems()).isEmpty();
  }
}
