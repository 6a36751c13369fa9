package io.continuo.gateway.view.query;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Namespaces, and what is paused. */
public final class Namespaces {
  private final Jdbi jdbi;

  public Namespaces(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A namespace with by what it is paused. */
  public record Namespace(String name, Pauses pauses) {}

  /**
   * A page, by name.
   *
   * @param without the aggregate that is no namespace
   */
  public Page<Namespace> list(String without, Optional<String> cursor, int limit) {
    List<Namespace> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select name, paused from namespace where name > :after and name <> :without
                        order by name limit :limit
                        """)
                    .bind("after", cursor.map(text -> Cursor.parse(text, 1).getFirst()).orElse(""))
                    .bind("without", without)
                    .bind("limit", limit + 1)
                    .map(
                        (row, _) ->
                            new Namespace(row.getString("name"), new Pauses(row.getInt("paused"))))
                    .list());
    return Page.of(found, limit, last -> Cursor.of(last.name()));
  }

  public Optional<Namespace> byName(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name, paused from namespace where name = :name")
                .bind("name", name)
                .map(
                    (row, _) ->
                        new Namespace(row.getString("name"), new Pauses(row.getInt("paused"))))
                .findFirst());
  }
}
