package io.continuo.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.shape.SourceShape;
import org.junit.jupiter.api.Test;

class SourceShapeTest {
  @Test
  void noFileIsTooLongAndNoPackageTooCrowded() {
    assertThat(SourceShape.problems()).isEmpty();
  }
}
