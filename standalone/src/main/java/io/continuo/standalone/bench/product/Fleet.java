package io.continuo.standalone.bench.product;

import io.continuo.sdk.ContinuoClient;
import io.continuo.sdk.Definition;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.standalone.bench.Report;
import io.continuo.standalone.bench.Usage;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Many scheduled workflows, each of tasks in a row. */
final class Fleet {
  private static final int AT_ONCE = 64;
  private static final int PER_NAMESPACE = 100;

  private final ContinuoClient client;

  Fleet(ContinuoClient client) {
    this.client = client;
  }

  void register(Report report, int workflows, int tasks, String cron) throws Exception {
    report.say("registering " + workflows + " workflows");
    Usage usage = Usage.start();
    Semaphore free = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var registrations = new ArrayList<Future<?>>(workflows);
      for (int i = 0; i < workflows; i++) {
        QualifiedName name = new QualifiedName("team-" + i / PER_NAMESPACE, "storm-" + i);
        Callable<Void> registration =
            () -> {
              free.acquire();
              try {
                client.workflows().register(name, Definition.yaml(definition(name, tasks, cron)));
              } finally {
                free.release();
              }
              return null;
            };
        registrations.add(threads.submit(registration));
      }
      for (Future<?> registration : registrations) {
        registration.get();
      }
    }
    report.say("registered in %.0f s".formatted(usage.seconds()));
  }

  private static String definition(QualifiedName name, int tasks, String cron) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("namespace: ").append(name.namespace()).append('\n');
    yaml.append("name: ").append(name.name()).append('\n');
    yaml.append("triggers: [ { schedule: { cron: \"").append(cron).append("\" } } ]\ntasks:\n");
    for (int i = 0; i < tasks; i++) {
      yaml.append("  t").append(i).append(": { type: noop");
      yaml.append(i == 0 ? " }\n" : ", after: [t" + (i - 1) + "] }\n");
    }
    return yaml.toString();
  }
}
