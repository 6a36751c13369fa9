package io.continuo.gateway;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A gateway as a process of its own, configured by {@code CONTINUO_GATEWAY_*} variables. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Gateway gateway =
        Gateway.start(GatewayConfig.from(GatewayConfig.fromEnvironment(System.getenv())));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  gateway.close();
                  stopped.countDown();
                },
                "gateway-stop"));
    stopped.await();
  }
}
