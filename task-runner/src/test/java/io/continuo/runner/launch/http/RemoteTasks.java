package io.continuo.runner.launch.http;

import io.continuo.runner.launch.SampleTask;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;

/** Tasks that run jobs at the {@link RemoteJobs}. */
record RemoteTasks(RemoteJobs remote) {
  static final String DONE =
      """
      "until": "$.currentState in ['JOB_STATE_DONE', 'JOB_STATE_CANCELLED']",
      "failed": "$.currentState == 'JOB_STATE_FAILED'"
      """;
  static final String CANCEL =
      """
      , "cancel": { "method": "PUT", "url": "%s/${response.id}",
                    "body": { "requestedState": "JOB_STATE_CANCELLED" } }
      """;

  SampleTask flow(String poll) {
    return task(
        """
        { "request": { "method": "POST", "url": "%1$s", "body": { "name": "n" } },
          "poll": { "request": { "url": "%1$s/${response.id}" }, %2$s } }
        """
            .formatted(
                remote.flows(), poll.contains("every") ? poll : "\"every\": \"PT0.02S\", " + poll));
  }

  SampleTask cancellableFlow() {
    return flow(DONE + CANCEL.formatted(remote.flows()));
  }

  SampleTask query(String poll) {
    return task(
        """
        { "request": { "method": "POST", "url": "%1$s", "expect": [200, 409],
                       "body": { "jobReference": { "jobId": "mine" } } },
          "poll": { "request": { "url": "%1$s/mine" }, "every": "PT0.02S",
                    "until": "$.status.state == 'DONE'", "failed": "$.status.errorResult",
                    "message": "$.status.errorResult.message",
                    "cancel": { "url": "%1$s/mine/cancel" } %2$s },
          "results": { "rows": "$.statistics.query.rows" } }
        """
            .formatted(remote.queries(), poll));
  }

  static SampleTask task(String spec) {
    return new SampleTask(
        "http", ValueJson.readFields(spec), Value.Fields.EMPTY, false, java.util.List.of());
  }
}
