package io.continuo.runner.launch.http;

import java.net.http.HttpResponse;

/** Words for answers that nobody hoped for. */
final class Answers {

  private Answers() {}

  /** What to say of a status that the task does not expect. */
  static String unexpected(String target, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    String where = answer.headers().firstValue("Location").map(to -> " to " + to).orElse("");
    return status / 100 == 3
        ? "%s redirects%s, which is not followed (from https to http, or too often): write the last address into the task"
            .formatted(target, where)
        : "%s answered with status %d; its body is in the task's log".formatted(target, status);
  }
}
