package io.continuo.gateway;

import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Sse;
import io.continuo.gateway.http.api.ApiErrors;
import io.continuo.gateway.http.backfill.BackfillRoutes;
import io.continuo.gateway.http.backfill.CreateRoutes;
import io.continuo.gateway.http.dataset.DatasetRoutes;
import io.continuo.gateway.http.dataset.LandingRoutes;
import io.continuo.gateway.http.execution.EventJson;
import io.continuo.gateway.http.execution.ExecutionRoutes;
import io.continuo.gateway.http.execution.LogRoutes;
import io.continuo.gateway.http.execution.StreamRoutes;
import io.continuo.gateway.http.execution.TriggerRoutes;
import io.continuo.gateway.http.health.HealthRoutes;
import io.continuo.gateway.http.identity.IdentityRoutes;
import io.continuo.gateway.http.limit.LimitRoutes;
import io.continuo.gateway.http.namespace.NamespaceRoutes;
import io.continuo.gateway.http.page.PageRoutes;
import io.continuo.gateway.http.registry.RegistryRoutes;
import io.continuo.gateway.http.registry.RegistryShape;
import io.continuo.gateway.http.runner.RunnerRoutes;
import io.continuo.gateway.http.slot.NextRoutes;
import io.continuo.gateway.http.slot.SlotRoutes;
import io.continuo.gateway.http.webhook.WebhookRoutes;
import io.continuo.gateway.http.why.WhyRoutes;
import io.continuo.gateway.http.workflow.RegisterRoutes;
import io.continuo.gateway.http.workflow.TaskRoutes;
import io.continuo.gateway.http.workflow.WorkflowRoutes;
import io.continuo.gateway.log.StoredLogs;
import io.continuo.gateway.registry.RegistryLog;
import io.continuo.gateway.trigger.Secrets;
import io.continuo.gateway.view.View;
import io.continuo.gateway.view.query.time.SlotHistory;
import io.continuo.gateway.view.query.time.SlotNeeds;
import io.continuo.gateway.view.query.time.SqlCatalogue;
import io.continuo.wire.WireFormat;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Every route of a gateway. */
record Routes(
    ReadSide read,
    Commands commands,
    View view,
    StoredLogs logs,
    WireFormat format,
    Sse sse,
    PrometheusMeterRegistry meters,
    Optional<RegistryLog> registry,
    Secrets secrets,
    boolean asksForTokens) {

  /** Adds all routes; answers those of the API, which its document describes. */
  List<Endpoints.Served> addTo(Router router) {
    Endpoints api = new Endpoints(router, new ApiErrors());
    addApi(api);
    registry.ifPresent(
        log ->
            new RegistryRoutes(log).addTo(new Endpoints(router, new RegistryShape()), "/registry"));
    return api.served();
  }

  private void addApi(Endpoints api) {
    Clock clock = Clock.systemUTC();
    QueueMeters queues = new QueueMeters(meters, clock);
    EventJson events = new EventJson(format);
    new RegisterRoutes(read.definitions(), read.limits(), read.runners(), commands).addTo(api);
    new WorkflowRoutes(read.definitions(), commands).addTo(api);
    new TaskRoutes(read.definitions()).addTo(api);
    new TriggerRoutes(read.executions(), commands).addTo(api);
    new ExecutionRoutes(
            read.executions(), read.tasks(), read.events(), read.slots(), commands, events)
        .addTo(api);
    new StreamRoutes(read.executions(), read.events(), events, view, sse).addTo(api);
    new LogRoutes(read.executions(), read.tasks(), logs, sse).addTo(api);
    new LandingRoutes(read.datasets(), commands).addTo(api);
    new DatasetRoutes(read.datasets()).addTo(api);
    new SlotRoutes(
            read.definitions(),
            read.slots(),
            new SlotHistory(read.slots()),
            new SlotNeeds(read.slots(), read.datasets()))
        .addTo(api);
    new CreateRoutes(
            read.backfills(),
            () -> new SqlCatalogue(read.definitions(), read.datasets(), read.slots()),
            commands,
            clock)
        .addTo(api);
    new BackfillRoutes(read.backfills(), commands).addTo(api);
    new WebhookRoutes(read.definitions(), read.executions(), commands, secrets).addTo(api);
    new WhyRoutes(read.definitions(), read.executions(), read.reasons(), clock).addTo(api);
    new NextRoutes(read.definitions(), clock).addTo(api);
    new LimitRoutes(read.limits(), commands, clock).addTo(api);
    new NamespaceRoutes(read.namespaces(), commands).addTo(api);
    new RunnerRoutes(read.runners(), commands).addTo(api);
    new HealthRoutes(() -> view.trouble().stream().toList(), () -> scrape(queues)).addTo(api);
    new IdentityRoutes(asksForTokens).addTo(api);
    new PageRoutes().addTo(api);
  }

  private String scrape(QueueMeters queues) {
    queues.update(read.queues().loads());
    return meters.scrape();
  }
}
