package io.continuo.definition.reader.part;

import io.continuo.definition.TaskOptions.Secret;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the references of a task to secrets. */
final class SecretsReader {
  private static final int MAX_LENGTH = 253;
  private static final String PART = "(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+";

  /** The first part may be the name of an object in Kubernetes, and never looks like a file. */
  private static final Pattern REFERENCE =
      Pattern.compile("(?=[A-Za-z0-9])" + PART + "(/" + PART + "){1,2}");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FILE = Pattern.compile("(/(?!\\.{1,2}(/|$))[^/\\p{Cntrl}]+){1,32}");
  private static final Pattern NOT_FOR_FILES = Pattern.compile("/(continuo|proc|sys|dev)(/.*)?");

  private SecretsReader() {}

  static List<Secret> secrets(Place place) {
    List<Secret> secrets = new ArrayList<>();
    for (Place at : place.items("secrets, such as [ { env: DB_PASSWORD, from: db/password } ]")) {
      Optional<Secret> secret = secret(at);
      secret
          .flatMap(one -> clash(one, secrets))
          .ifPresent(other -> at.problem(clash(secret.get(), other)));
      secret.ifPresent(secrets::add);
    }
    return secrets;
  }

  private static Optional<Secret> secret(Place place) {
    Form form = place.form("a secret");
    Optional<Place> env = form.take("env");
    Optional<Place> file = form.take("file");
    Optional<String> from =
        form.require("from", "from: finance-db/password")
            .flatMap(Place::text)
            .filter(text -> isReference(form, text));
    form.close();
    if (place.isMapping() && env.isPresent() == file.isPresent()) {
      place.problem(
          "a secret goes to one place: write either env: DB_PASSWORD or file: /run/secrets/key.pem");
    }
    Optional<String> target =
        env.flatMap(SecretsReader::variable).or(() -> file.flatMap(SecretsReader::file));
    return target.flatMap(to -> from.map(reference -> new Secret(to, reference)));
  }

  private static boolean isReference(Form form, String text) {
    boolean fits = text.length() <= MAX_LENGTH && REFERENCE.matcher(text).matches();
    if (!fits) {
      // Not shown: somebody may have written the value itself.
      form.take("from")
          .ifPresent(
              at ->
                  at.problem(
                      "this is no reference to a secret: write its name and key like finance-db/password, in letters, digits, '.', '_' and '-'; never the value itself"));
    }
    return fits;
  }

  private static Optional<String> variable(Place place) {
    Optional<String> name = place.text();
    name.flatMap(SecretsReader::variableProblem)
        .ifPresent(problem -> place.problem("'" + name.get() + "' " + problem));
    return name;
  }

  private static Optional<String> variableProblem(String name) {
    if (!VARIABLE.matcher(name).matches()) {
      return Optional.of("is not a name of an environment variable: use letters, digits and '_'");
    }
    return name.startsWith(SpecReader.RESERVED_ENV)
        ? Optional.of(
            "is reserved: the names that start with "
                + SpecReader.RESERVED_ENV
                + " are set for every task")
        : Optional.empty();
  }

  private static Optional<String> file(Place place) {
    Optional<String> path = place.text();
    path.flatMap(SecretsReader::fileProblem)
        .ifPresent(problem -> place.problem("'" + path.get() + "' " + problem));
    return path;
  }

  private static Optional<String> fileProblem(String path) {
    if (!FILE.matcher(path).matches()) {
      return Optional.of(
          "is not the path of a file: write it from the root and without '..', such as /run/secrets/key.pem");
    }
    return NOT_FOR_FILES.matcher(path).matches()
        ? Optional.of(
            "is no place for a secret: /continuo, /proc, /sys and /dev are not the task's; use /run/secrets")
        : Optional.empty();
  }

  /** The one of those before that cannot be beside this one. */
  private static Optional<Secret> clash(Secret secret, List<Secret> before) {
    return before.stream()
        .filter(
            other ->
                other.target().equals(secret.target())
                    || (secret.isFile() && within(secret.target(), other.target())))
        .findFirst();
  }

  private static boolean within(String path, String other) {
    return path.startsWith(other + "/") || other.startsWith(path + "/");
  }

  private static String clash(Secret secret, Secret other) {
    return secret.target().equals(other.target())
        ? "two secrets go to '" + secret.target() + "': give each a place of its own"
        : "'%s' and '%s' cannot both be files: one is the folder of the other"
            .formatted(other.target(), secret.target());
  }
}
