package io.continuo.sdk.limit;

import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.Pages;
import io.continuo.sdk.transport.Transport;
import java.util.stream.Stream;

/** Limits: look and set. */
public final class Limits {
  private final Transport transport;

  /** Made by the client. */
  public Limits(Transport transport) {
    this.transport = transport;
  }

  /** Every limit, without holders and queue, fetched page by page. */
  public Stream<Limit> list() {
    return new Pages(transport).stream(Call.of("GET", "limits"), Limit::read);
  }

  /** One limit with those who hold permits and those who wait. */
  public Limit get(String name) {
    return transport.send(Call.of("GET", "limits", name), Limit::read);
  }

  /**
   * Makes the limit or changes it as a whole. Fewer permits than are taken take none away: they
   * come back as tasks end.
   */
  public Limit set(String name, LimitSetting setting) {
    return transport.send(Call.of("PUT", "limits", name).json(setting.json()), Limit::read);
  }
}
