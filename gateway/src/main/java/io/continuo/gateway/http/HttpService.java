package io.continuo.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A listening HTTP server: guard, body limit, routes, and problems for everything that no route
 * answers.
 */
public final class HttpService implements AutoCloseable {
  private static final int EVENT_LOOPS = 2;
  private static final int IDLE_SECONDS = 120;
  private static final int PATIENCE_SECONDS = 15;

  private final Vertx vertx;
  private final HttpServer server;

  private HttpService(Vertx vertx, HttpServer server) {
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param routes adds the routes
   * @throws IOException when the address is taken or not this machine's
   */
  public static HttpService start(HttpSettings settings, Consumer<Router> routes)
      throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setTcpNoDelay(true);
    HttpServer server =
        vertx.createHttpServer(options).requestHandler(router(vertx, settings, routes));
    try {
      server
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new HttpService(vertx, server);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      vertx.close();
      throw new IOException(
          "cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + e.getMessage()
              + "; is it in use?",
          e);
    }
  }

  private static Router router(Vertx vertx, HttpSettings settings, Consumer<Router> routes) {
    Router router = Router.router(vertx);
    router.route().handler(new Guard(settings)::check);
    router.route().handler(BodyHandler.create(false).setBodyLimit(HttpSettings.BODY_LIMIT));
    routes.accept(router);
    router.errorHandler(
        400,
        context ->
            say(context, Problem.badRequest("invalid-request", "the request cannot be read")));
    router.errorHandler(
        404,
        context ->
            say(context, Problem.notFound("there is nothing at " + context.normalizedPath())));
    router.errorHandler(
        405,
        context ->
            say(
                context,
                Problem.of(
                    405,
                    "method-not-allowed",
                    context.request().method() + " is not for this path")));
    router.errorHandler(
        413,
        context ->
            say(
                context,
                Problem.of(
                    413,
                    "body-too-large",
                    "a body may have "
                        + HttpSettings.BODY_LIMIT
                        + " bytes: keep large values elsewhere and pass their uri, or split a large"
                        + " workflow")));
    router.errorHandler(500, context -> Endpoints.send(context.response(), unforeseen(context)));
    return router;
  }

  private static Reply.Full unforeseen(RoutingContext context) {
    Throwable failure = context.failure();
    return new ProblemShape()
        .reply(failure == null ? new IllegalStateException("unknown") : failure, Trace.of(context));
  }

  private static void say(RoutingContext context, Problem problem) {
    Endpoints.send(context.response(), problem.toReply(Trace.of(context)));
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the HTTP server did not stop", e);
    }
  }
}
