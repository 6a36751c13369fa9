package io.continuo.gateway.view.fold;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement with its values.
 *
 * @param sql one of a few constants, so that it can be prepared once
 * @param values numbers and texts; an empty optional is null, an instant its milliseconds, true is
 *     1
 */
record Statement(String sql, List<Object> values) {

  void run(PreparedStatement prepared) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      prepared.setObject(i + 1, column(values.get(i)));
    }
    prepared.executeUpdate();
  }

  private static @Nullable Object column(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.isPresent() ? column(optional.get()) : null;
      case Instant instant -> instant.toEpochMilli();
      case Boolean flag -> flag ? 1 : 0;
      default -> value;
    };
  }
}
