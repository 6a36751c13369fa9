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
import io.continuo.gateway.view.query.time.Slots;
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
    KafkaTriggers kafkaTriggers) {
  static ReadSide of(Database database) {
    Jdbi jdbi = Jdbi.create(database.readers());
    Definitions definitions = new Definitions(jdbi);
    return new ReadSide(
        new Executions(jdbi),
        new Tasks(jdbi, definitions),
        new Events(jdbi),
        definitions,
        new Runners(jdbi),
        new Datasets(jdbi),
        new Slots(jdbi),
        new Backfills(jdbi),
        new Limits(jdbi),
        new Namespaces(jdbi),
        new KafkaTriggers(jdbi));
  }
}
