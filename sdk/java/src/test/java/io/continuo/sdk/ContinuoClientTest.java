package io.continuo.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.fake.Reply;
import io.continuo.sdk.fake.SeenRequest;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.model.Workflow;
import io.continuo.sdk.problem.Problem;
import io.continuo.sdk.problem.ProblemException;
import io.continuo.sdk.problem.UnreachableException;
import io.continuo.sdk.problem.UnreadableAnswerException;
import io.continuo.sdk.transport.RetryPolicy;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContinuoClientTest {
  private static final QualifiedName DAILY = QualifiedName.parse("finance/daily");
  private static final RetryPolicy QUICK =
      new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(4));

  private final FakeGateway gateway = new FakeGateway();
  private final ContinuoClient client =
      ContinuoClient.builder().url(gateway.url()).retry(QUICK).build();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void registeringTheSameTextAgainChangesNothing() {
    Registration<Workflow> first =
        client.workflows().register(DAILY, Definition.yaml("name: daily"));
    Registration<Workflow> again =
        client.workflows().register(DAILY, Definition.yaml("name: daily"));
    Registration<Workflow> changed =
        client.workflows().register(DAILY, Definition.yaml("name: daily # 2"));

    assertThat(first.created()).isTrue();
    assertThat(again.created()).isFalse();
    assertThat(again.version().version()).isEqualTo(1);
    assertThat(changed.version().version()).isEqualTo(2);
    assertThat(gateway.requests().get(0).header("Content-Type")).contains("application/yaml");
  }

  @Test
  void aRunThatFindsTheServerBusyIsRepeatedWithTheSameIdempotencyKey() {
    gateway.state().workflow("finance", "daily");
    gateway.faults().next("POST", "/executions", Reply.problem(503, "busy", "no leader"));
    gateway.faults().next("POST", "/executions", new Reply.Nothing());

    Executions.Started started =
        client
            .executions()
            .run(
                RunRequest.of(DAILY)
                    .partition("2026-11-21")
                    .input("currency", new TextNode("SEK")));

    List<SeenRequest> sent = gateway.requests("POST", "/executions");
    assertThat(sent).hasSize(3);
    assertThat(
            sent.stream()
                .map(request -> request.header("Idempotency-Key").orElseThrow())
                .distinct())
        .hasSize(1);
    assertThat(started.created()).isTrue();
    assertThat(started.execution().partition()).contains("2026-11-21");
    assertThat(started.execution().json().at("/inputs/currency").asText()).isEqualTo("SEK");
  }

  @Test
  void twoRunsWithoutAKeyAreTwoExecutionsAndOneKeyIsOne() {
    gateway.state().workflow("finance", "daily");
    RunRequest keyed = RunRequest.of(DAILY).idempotencyKey("monday");

    String first = client.executions().run(keyed).execution().id();
    Executions.Started again = client.executions().run(keyed);

    assertThat(again.execution().id()).isEqualTo(first);
    assertThat(again.created()).isFalse();
    assertThat(client.executions().run(RunRequest.of(DAILY)).execution().id()).isNotEqualTo(first);
  }

  @Test
  void aServerThatStaysBusyIsAProblemAfterTheLastTry() {
    for (int i = 0; i < 5; i++) {
      gateway.faults().next("GET", "/whoami", Reply.problem(503, "busy", "no leader"));
    }
    assertThatThrownBy(client::whoami)
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no leader");
    assertThat(gateway.requests("GET", "/whoami")).hasSize(4);
  }

  @Test
  void aRefusalIsNotRepeatedAndCarriesEveryError() {
    var problem = Reply.problemJson(422, "invalid-definition", "2 problems");
    problem
        .putArray("errors")
        .addObject()
        .put("pointer", "/tasks/a")
        .put("line", 7)
        .put("message", "unknown field");
    problem.withArray("errors").addObject().put("pointer", "").put("message", "cycle a -> b -> a");
    gateway.faults().next("PUT", "/workflows/daily", new Reply.Document(422, problem));

    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class, () -> client.workflows().register(DAILY, Definition.yaml("x")));

    assertThat(refusal.status()).isEqualTo(422);
    assertThat(refusal.code()).isEqualTo("invalid-definition");
    assertThat(refusal.errors())
        .containsExactly(
            new Problem.Detail("/tasks/a", Optional.of(7), "unknown field"),
            new Problem.Detail("", Optional.empty(), "cycle a -> b -> a"));
    assertThat(gateway.requests("PUT", "daily")).hasSize(1);
  }

  @Test
  void aProxysPageIsAProblemWithItsStatusAndAnAnswerThatIsNotJsonSaysSo() {
    gateway
        .faults()
        .next("GET", "/whoami", new Reply.Page(502, "text/html", "<h1>Bad gateway</h1>"));
    assertThatThrownBy(client::whoami).isInstanceOf(ProblemException.class).hasMessage("HTTP 502");

    gateway.faults().next("GET", "/whoami", new Reply.Page(200, "text/html", "<h1>Hello</h1>"));
    assertThatThrownBy(client::whoami)
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("did not answer like a Continuo gateway");
  }

  @Test
  void anAnswerWithoutIdentityIsUnreadableNotANullPointer() {
    gateway.faults().next("GET", "/whoami", Reply.ok(new TextNode("hm")));
    assertThatThrownBy(client::whoami)
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("no field 'subject'");
  }

  @Test
  void nobodyListeningIsUnreachableAndNamesTheServer() {
    String url = gateway.url();
    gateway.close();
    assertThatThrownBy(client::whoami)
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining(url);
  }

  @Test
  void listsAreFetchedPageByPageAndOnlyAsFarAsRead() {
    gateway.state().pageSize(2);
    for (int i = 0; i < 5; i++) {
      gateway.state().workflow("finance", "w" + i);
    }
    Iterator<Workflow> items = client.workflows().list(Optional.of("finance")).iterator();
    items.next();
    assertThat(gateway.requests("GET", "/workflows")).hasSize(1);

    assertThat(client.workflows().list(Optional.empty()).map(workflow -> workflow.id().name()))
        .containsExactly("w0", "w1", "w2", "w3", "w4");
    assertThat(gateway.requests("GET", "/workflows")).hasSize(1 + 3);
  }

  @Test
  void namesWithSlashesAndBlanksStayOneSegment() {
    FakeGateway seen = gateway;
    seen.state().execution("finance", "daily");
    assertThatThrownBy(() -> client.executions().get("a b/c?d"))
        .isInstanceOf(ProblemException.class);
    assertThat(seen.requests().get(0).path()).endsWith("/executions/a%20b%2Fc%3Fd");
  }

  @Test
  void theTokenIsSentAndItsAbsenceIsAProblem() {
    gateway.requireToken("s3cret");
    assertThatThrownBy(client::whoami).satisfies(refusedWith(401));
    ContinuoClient known =
        ContinuoClient.builder().url(gateway.url() + "/").token("s3cret").build();
    assertThat(known.whoami().subject()).isEqualTo("local");
  }

  @Test
  void pausingAndCancellingReachTheServer() {
    gateway.state().workflow("finance", "daily");
    assertThat(client.workflows().pause(DAILY).paused()).isTrue();
    assertThat(client.workflows().resume(DAILY).paused()).isFalse();

    String id = client.executions().run(RunRequest.of(DAILY)).execution().id();
    client.executions().cancel(id, Optional.of("wrong day"));

    assertThat(client.executions().get(id).status().isFinished()).isTrue();
    assertThat(gateway.requests("POST", "/cancel").get(0).body())
        .isEqualTo("{\"reason\":\"wrong day\"}");
    assertThatThrownBy(() -> client.executions().cancel(id, Optional.empty()))
        .satisfies(refusedWith(409));
  }

  @Test
  void aUrlThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(() -> ContinuoClient.builder().url("localhost:8080"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://127.0.0.1:8080");
  }

  private static Consumer<Throwable> refusedWith(int status) {
    return thrown ->
        assertThat(thrown)
            .isInstanceOfSatisfying(
                ProblemException.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
  }
}
