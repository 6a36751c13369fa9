package io.continuo.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An engine as a process of its own, configured by {@code CONTINUO_ENGINE_*} variables. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    Engine engine = Engine.start(EngineConfig.from(EngineConfig.fromEnvironment(System.getenv())));
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "engine-stop"));
    LOG.info("engine started");
    engine.awaitStop();
  }
}
