package io.continuo.gateway.http.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.http.api.Lists;
import io.continuo.gateway.view.query.Labels;
import io.continuo.gateway.view.query.data.DatasetSummary;
import io.continuo.gateway.view.query.data.Datasets;
import io.continuo.gateway.view.query.data.LandedPartition;

/** Looking datasets up. */
public final class DatasetRoutes {
  private final Datasets datasets;

  public DatasetRoutes(Datasets datasets) {
    this.datasets = datasets;
  }

  public void addTo(Endpoints endpoints) {
    endpoints
        .get("/api/v1/datasets", this::list)
        .get("/api/v1/datasets/{name}", call -> Reply.ok(json(find(call))))
        .get("/api/v1/datasets/{name}/partitions", this::partitions);
  }

  private Reply list(Call call) {
    return Lists.page(
        datasets.list(call.query("name"), call.query("cursor"), call.limit()), DatasetRoutes::json);
  }

  private Reply partitions(Call call) {
    Labels labels = new Labels(call.query("from"), call.query("to"));
    return Lists.page(
        datasets.partitions(find(call).name(), labels, call.query("cursor"), call.limit()),
        DatasetRoutes::json);
  }

  private DatasetSummary find(Call call) {
    String name = call.path("name");
    return datasets
        .byName(name)
        .orElseThrow(
            () ->
                Problem.notFound(
                        "there is no dataset '"
                            + name
                            + "': no workflow declares it and nothing of it has landed")
                    .asException());
  }

  private static ObjectNode json(DatasetSummary dataset) {
    ObjectNode json = Json.object().put("name", dataset.name());
    dataset.producers().forEach(json.putArray("producers")::add);
    dataset.consumers().forEach(json.putArray("consumers")::add);
    json.put("partitions", dataset.partitions());
    JsonFields.put(json, "lastPartition", dataset.lastPartition());
    JsonFields.putTime(json, "lastLandedAt", dataset.lastLandedAt());
    return json;
  }

  private static ObjectNode json(LandedPartition partition) {
    ObjectNode json = Json.object();
    JsonFields.put(json, "partition", partition.label());
    json.put("landedAt", partition.landedAt().toString());
    json.put("landings", partition.landings());
    json.put("id", partition.id());
    json.put("source", partition.source());
    JsonFields.put(json, "uri", partition.uri());
    JsonFields.put(json, "execution", partition.execution());
    return json;
  }
}
