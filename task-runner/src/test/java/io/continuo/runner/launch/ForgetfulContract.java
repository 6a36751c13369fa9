package io.continuo.runner.launch;

import io.continuo.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The contract of programs in a {@link ForgetfulWorld}. */
abstract class ForgetfulContract extends ProgramContract {

  @Override
  protected SampleTask exiting(int code) {
    return SampleTask.of("forgetful").with("exit", Value.of(code));
  }

  @Override
  protected SampleTask untilStopped(int code) {
    return exiting(code).with("print", Value.of("started\n")).with("untilStopped", Value.of(true));
  }

  @Override
  protected SampleTask ignoringStops() {
    return untilStopped(0).with("ignoresStops", Value.of(true));
  }

  @Override
  protected SampleTask printing(byte[] bytes) {
    return exiting(0).with("print", Value.of(new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  @Override
  protected SampleTask writing(String outputs) {
    return exiting(0).with("writes", Value.of(outputs));
  }

  @Override
  protected SampleTask writingMuch(int bytes) {
    return exiting(0).with("writesMuch", Value.of(bytes));
  }

  @Override
  protected Duration shortGrace() {
    return Duration.ofMillis(5);
  }
}
