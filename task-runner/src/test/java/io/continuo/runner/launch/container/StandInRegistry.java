package io.continuo.runner.launch.container;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** A registry of one image with one layer, which it keeps back until it is told to send it. */
final class StandInRegistry implements Closeable {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  private final HttpServer server;
  private final PlainPort port;
  private final CountDownLatch layerWanted = new CountDownLatch(1);
  private final AtomicInteger pulls = new AtomicInteger();
  private final Optional<String> wanted;
  private final byte[] layer;
  private final byte[] config;
  private final byte[] manifest;

  /**
   * @param root a tar archive of the image's files
   */
  StandInRegistry(byte[] root) throws IOException {
    this(root, Optional.empty());
  }

  /**
   * @param credentials that it wants to see, {@code user:password}
   */
  StandInRegistry(byte[] root, Optional<String> credentials) throws IOException {
    wanted = credentials.map(StandInRegistry::basic);
    layer = zipped(root);
    config = config(root);
    manifest = manifest(config, layer);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    port = new PlainPort(server.getAddress());
  }

  private static String basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  String host() {
    return "localhost:" + port.number();
  }

  String image() {
    return host() + "/shell:1";
  }

  /** How often somebody began to pull. */
  int pulls() {
    return pulls.get();
  }

  void sendLayer() {
    layerWanted.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      if (wanted.isPresent() && !wanted.get().equals(shown)) {
        refuse(exchange, Objects.requireNonNullElse(shown, "nobody"));
      } else if (path.endsWith(digest(layer))) {
        layerWanted.await();
        send(exchange, "application/octet-stream", layer);
      } else if (path.endsWith(digest(config))) {
        send(exchange, "application/octet-stream", config);
      } else if (path.contains("/manifests/")) {
        if (path.endsWith("/1")) { // afterwards it is asked for by its digest
          pulls.incrementAndGet();
        }
        send(exchange, MANIFEST, manifest);
      } else {
        send(exchange, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tactlessly repeats what it was shown. */
  private static void refuse(HttpExchange exchange, String shown) throws IOException {
    byte[] body =
        "{\"errors\": [{\"code\": \"UNAUTHORIZED\", \"message\": \"who is %s\"}]}"
            .formatted(shown)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"stand-in\"");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(
        401, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
    if (!exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Docker-Content-Digest", digest(body));
    exchange.getResponseHeaders().set("Docker-Distribution-Api-Version", "registry/2.0");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] config(byte[] root) {
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    return """
        {"architecture": "%s", "os": "linux", "config": {},
         "rootfs": {"type": "layers", "diff_ids": ["%s"]}}"""
        .formatted(arch, digest(root))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] manifest(byte[] config, byte[] layer) {
    String part =
        "{\"mediaType\": \"application/vnd.docker.%s\", \"size\": %d, \"digest\": \"%s\"}";
    return """
        {"schemaVersion": 2, "mediaType": "%s", "config": %s, "layers": [%s]}"""
        .formatted(
            MANIFEST,
            part.formatted("container.image.v1+json", config.length, digest(config)),
            part.formatted("image.rootfs.diff.tar.gzip", layer.length, digest(layer)))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    var buffer = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(buffer)) {
      zip.write(bytes);
    }
    return buffer.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "sha256:" + HexFormat.of().formatHex(sha.digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    sendLayer();
    port.close();
    server.stop(0);
  }
}
