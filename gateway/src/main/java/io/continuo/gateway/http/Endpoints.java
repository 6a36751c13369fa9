package io.continuo.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * Routes with blocking endpoints: the event loop reads the request, a virtual thread answers it,
 * the event loop writes the reply.
 */
public final class Endpoints {
  /** A served route; the path in the manner of OpenAPI, with parameters in braces. */
  public record Served(String method, String path) {}

  private static final ThreadFactory THREADS = Thread.ofVirtual().name("http-", 0).factory();

  private final Router router;
  private final ErrorShape errors;
  private final List<Served> served = new ArrayList<>();

  public Endpoints(Router router, ErrorShape errors) {
    this.router = router;
    this.errors = errors;
  }

  public Endpoints get(String path, Endpoint endpoint) {
    return on(HttpMethod.GET, path, endpoint);
  }

  public Endpoints put(String path, Endpoint endpoint) {
    return on(HttpMethod.PUT, path, endpoint);
  }

  public Endpoints post(String path, Endpoint endpoint) {
    return on(HttpMethod.POST, path, endpoint);
  }

  public Endpoints patch(String path, Endpoint endpoint) {
    return on(HttpMethod.PATCH, path, endpoint);
  }

  public Endpoints delete(String path, Endpoint endpoint) {
    return on(HttpMethod.DELETE, path, endpoint);
  }

  /** All routes so far, in the order of their registration. */
  public List<Served> served() {
    return Collections.unmodifiableList(served);
  }

  private Endpoints on(HttpMethod method, String path, Endpoint endpoint) {
    served.add(new Served(method.name(), path));
    router
        .route(method, path.replaceAll("\\{(\\w+)}", ":$1"))
        .handler(context -> dispatch(context, endpoint));
    return this;
  }

  private void dispatch(RoutingContext context, Endpoint endpoint) {
    Call call = new Call(context);
    Context eventLoop = Vertx.currentContext();
    THREADS.newThread(() -> answer(context, eventLoop, call, endpoint)).start();
  }

  private void answer(RoutingContext context, Context eventLoop, Call call, Endpoint endpoint) {
    Reply reply = replyOf(context, call, endpoint);
    switch (reply) {
      case Reply.Full full -> eventLoop.runOnContext(_ -> send(context.response(), full));
      case Reply.Streamed streamed -> {
        eventLoop.runOnContext(
            _ -> {
              head(context.response(), streamed).setChunked(true).writeHead();
              THREADS.newThread(() -> stream(context.response(), streamed)).start();
            });
      }
    }
  }

  private Reply replyOf(RoutingContext context, Call call, Endpoint endpoint) {
    try {
      return endpoint.answer(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return errors.reply(e, Trace.of(context));
    } catch (Exception | StackOverflowError e) {
      return errors.reply(e, Trace.of(context));
    }
  }

  static void send(HttpServerResponse response, Reply.Full reply) {
    if (!response.closed() && !response.ended()) {
      head(response, reply).end(reply.body());
    }
  }

  private static HttpServerResponse head(HttpServerResponse response, Reply reply) {
    response.setStatusCode(reply.status()).putHeader("Content-Type", reply.contentType());
    reply.headers().forEach(response::putHeader);
    return response;
  }

  private static void stream(HttpServerResponse response, Reply.Streamed reply) {
    try {
      reply.body().writeTo(new Outlet(response));
      response.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.reset();
    } catch (Exception e) {
      response.reset(); // the head is out: a broken connection is the only way left to say so
    }
  }
}
