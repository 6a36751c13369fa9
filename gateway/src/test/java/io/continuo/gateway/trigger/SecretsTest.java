package io.continuo.gateway.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void theEnvironmentGoesBeforeTheFolder() throws Exception {
    Files.createDirectories(folder.resolve("finance"));
    Files.writeString(folder.resolve("finance/web-hook"), "of the file\n");
    Files.writeString(folder.resolve("finance/other"), "other\n");
    Secrets secrets =
        new Secrets(
            Map.of("CONTINUO_SECRET_FINANCE_WEB_HOOK", "of the variable"), Optional.of(folder));

    assertThat(text(secrets, "finance/web-hook")).contains("of the variable");
    assertThat(text(secrets, "finance/other")).contains("other");
    assertThat(text(secrets, "finance/none")).isEmpty();
    assertThat(secrets.cure("finance/web-hook"))
        .contains(
            "CONTINUO_SECRET_FINANCE_WEB_HOOK", folder.resolve("finance/web-hook").toString());
  }

  @Test
  void nothingOutsideTheFolderIsASecret() throws Exception {
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("outside"), "x");

    assertThat(text(new Secrets(Map.of(), Optional.of(secrets)), "../outside")).isEmpty();
    assertThat(text(new Secrets(Map.of(), Optional.of(secrets)), "finance/..")).isEmpty();
  }

  private static Optional<String> text(Secrets secrets, String reference) throws Exception {
    return secrets.find(reference).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
