package io.continuo.runner.launch.kubernetes.api;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;

/** What the API server said, or that it said nothing. */
public final class ApiWords {

  private ApiWords() {}

  /** The server's own explanation, without the client's words around it. */
  public static String in(KubernetesClientException e) {
    if (e.getStatus() != null && e.getStatus().getMessage() != null) {
      return e.getStatus().getMessage();
    }
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message =
        Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    return e.getCode() > 0 ? "status " + e.getCode() + ": " + message : message;
  }

  /** No answer, or one that says "not now": the same request may do better later. */
  public static boolean isPassing(KubernetesClientException e) {
    int code = e.getCode();
    return code <= 0 || code == 408 || code == 429 || code >= 500;
  }

  /** The cluster has no room for it now, by a quota that others use up. */
  public static boolean isQuota(KubernetesClientException e) {
    return e.getCode() == 403 && in(e).contains("exceeded quota");
  }

  /** The refusal concerns the runner's rights or the namespace, not what was asked for. */
  public static boolean isOperators(KubernetesClientException e) {
    String words = in(e);
    return e.getCode() == 401
        || e.getCode() == 404
        || (e.getCode() == 403
            && (words.contains("cannot create resource") || words.contains("being terminated")));
  }
}
