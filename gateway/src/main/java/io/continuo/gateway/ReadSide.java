package io.continuo.gateway;

import io.continuo.gateway.view.Database;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.Events;
import io.continuo.gateway.view.query.Executions;
import io.continuo.gateway.view.query.Namespaces;
import io.continuo.gateway.view.query.Runners;
import io.continuo.gateway.view.query.Tasks;
import io.continuo.gateway.view.query.data.Datasets;
import io.continuo.gateway.view.query.data.KafkaTriggers;
import io.continuo.gateway.view.query.limit.Limits;
import io.continuo.gateway.view.query.time.Backfills;
import io.continuo.gateway.view.query.time.SlotNeeds;
import io.continuo.gateway.view.query.time.Slots;
import io.continuo.gateway.view.query.why.Queues;
import io.continuo.gateway.view.query.why.Reasons;
import org.jdbi.v3.core.Jdbi;

/** Everything that can be asked of the read model. */
record ReadSide(
    Executions executions,
    Tasks tasks,
    Events events,
    Definitions definitions,
    Runners runners,
    Datasets datasets,
    Slots slots,
    Backfills backfills,
    Limits limits,
    Namespaces namespaces,
    KafkaTriggers kafkaTriggers,
    Queues queues,
    Reasons reasons) {
  static ReadSide of(Database database) {
    Jdbi jdbi = Jdbi.create(database.readers());
    Definitions definitions = new Definitions(jdbi);
    Executions executions = new Executions(jdbi);
    Tasks tasks = new Tasks(jdbi, definitions);
    Runners runners = new Runners(jdbi);
    Datasets datasets = new Datasets(jdbi);
    Slots slots = new Slots(jdbi);
    Limits limits = new Limits(jdbi);
    Queues queues = new Queues(jdbi, definitions, runners);
    SlotNeeds needs = new SlotNeeds(slots, datasets);
    return new ReadSide(
        executions,
        tasks,
        new Events(jdbi),
        definitions,
        runners,
        datasets,
        slots,
        new Backfills(jdbi),
        limits,
        new Namespaces(jdbi),
        new KafkaTriggers(jdbi),
        queues,
        new Reasons(
            jdbi, new Reasons.Rooms(definitions, executions, tasks, slots, needs, limits, queues)));
  }
}
