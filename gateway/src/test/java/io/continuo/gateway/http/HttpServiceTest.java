package io.continuo.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.continuo.gateway.Http;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpServiceTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final HttpSettings LOCAL = new HttpSettings("127.0.0.1", 0, List.of());

  @Test
  void aBodyOfMoreThanFourMebibytesIsRefusedBeforeAnythingElse() throws Exception {
    try (HttpService server = HttpService.start(LOCAL, HttpServiceTest::routes);
        Http http = new Http(server.port())) {
      Http.Answer answer = http.send("POST", "/echo", "x".repeat(HttpSettings.BODY_LIMIT + 1));

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).contains("pass their uri");
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.json().path("code").asText()).isEqualTo("body-too-large");
      assertThat(http.send("POST", "/echo", "x".repeat(HttpSettings.BODY_LIMIT)).body()).hasSize(7);
    }
  }

  @Test
  void whatNoRouteAnswersIsAProblemToo() throws Exception {
    try (HttpService server = HttpService.start(LOCAL, HttpServiceTest::routes);
        Http http = new Http(server.port())) {
      assertThat(http.get("/nowhere").json().path("code").asText()).isEqualTo("not-found");
      assertThat(http.get("/echo").json().path("code").asText()).isEqualTo("method-not-allowed");
      Http.Answer broken =
          http.get(
              "/broken", "traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");
      assertThat(broken.status()).isEqualTo(500);
      assertThat(broken.body()).doesNotContain("secret detail");
      assertThat(broken.json().path("traceId").asText())
          .isEqualTo("0123456789abcdef0123456789abcdef");
    }
  }

  @Test
  void withTokensOnlyWhoShowsOneComesIn() throws Exception {
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, List.of("another-long-token", TOKEN));
    try (HttpService server = HttpService.start(settings, HttpServiceTest::routes);
        Http http = new Http(server.port())) {
      assertThat(http.get("/healthz").status()).isEqualTo(200);
      assertThat(http.send("POST", "/echo", "").status()).isEqualTo(401);
      assertThat(http.send("POST", "/echo", "").header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(http.send("POST", "/echo", "", "Authorization", "Bearer " + TOKEN + "x").status())
          .isEqualTo(401);
      assertThat(http.send("POST", "/echo", "", "Authorization", "Bearer " + TOKEN).status())
          .isEqualTo(200);
    }
  }

  @Test
  void withoutTokensAForeignPageOrNameIsTurnedAway() throws Exception {
    try (HttpService server = HttpService.start(LOCAL, HttpServiceTest::routes);
        Http http = new Http(server.port())) {
      assertThat(http.send("POST", "/echo", "", "Origin", "https://evil.example").status())
          .isEqualTo(403);
      assertThat(http.send("POST", "/echo", "", "Origin", "http://localhost:3000").status())
          .isEqualTo(200);
      assertThat(
              raw(
                  server.port(),
                  "GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void aTakenPortIsSaidPlainly() throws Exception {
    try (HttpService server = HttpService.start(LOCAL, HttpServiceTest::routes)) {
      assertThatThrownBy(
              () ->
                  HttpService.start(
                      new HttpSettings("127.0.0.1", server.port(), List.of()),
                      HttpServiceTest::routes))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + server.port());
    }
  }

  @Test
  void oneStreamTooManyIsRefusedAndAClosedOneMakesRoom() throws Exception {
    Sse sse = new Sse(1);
    try (HttpService server =
            HttpService.start(
                LOCAL,
                router ->
                    new Endpoints(router, ErrorShape.problems())
                        .get("/stream", call -> sse.reply("0", HttpServiceTest::forever)));
        Http http = new Http(server.port())) {
      try (Socket first = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        ask(first, "GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(first.getInputStream().read()).isEqualTo('H');
        assertThat(http.get("/stream").status()).isEqualTo(503);
      }
      await().until(() -> sse.open() == 0);
    }
  }

  private static Sse.Next forever(String id, Duration patience) {
    return new Sse.Next(List.of(new Sse.Event(id, "tick", "x".repeat(100_000))), false);
  }

  private static void routes(Router router) {
    new Endpoints(router, ErrorShape.problems())
        .get("/healthz", _ -> Reply.text(200, "text/plain", "well"))
        .post("/echo", call -> Reply.text(200, "text/plain", Integer.toString(call.body().length)))
        .get(
            "/broken",
            _ -> {
              throw new IllegalStateException("secret detail");
            });
  }

  private static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      ask(socket, request);
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  private static void ask(Socket socket, String request) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(request.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
