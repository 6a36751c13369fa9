package io.continuo.runner.launch.http;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContext;
import io.continuo.runner.launch.LauncherFactory;
import io.continuo.runner.launch.LauncherSettings;
import java.time.Duration;

/** Makes the launcher of {@code http} tasks. */
public final class HttpLauncherFactory implements LauncherFactory {
  private static final String PER_HOST = "requests.per.host";

  @Override
  public String type() {
    return "http";
  }

  @Override
  public Launcher create(LauncherContext context) {
    LauncherSettings settings = context.settings();
    long perHost = settings.whole(PER_HOST, HttpLauncher.PER_HOST);
    if (perHost < 1 || perHost > 10_000) {
      throw settings.wrong(PER_HOST, "must be from 1 to 10000, not " + perHost);
    }
    Duration outage = settings.duration("outage", HttpLauncher.OUTAGE);
    return new HttpLauncher((int) perHost, outage);
  }
}
