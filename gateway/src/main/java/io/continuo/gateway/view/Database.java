package io.continuo.gateway.view;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite file of the read model: one connection that writes, a few that read beside it (WAL).
 */
public final class Database implements AutoCloseable {
  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 10_000;
  private static final int CACHE_KIB = 32 * 1024;

  private final Connection writer;
  private final HikariDataSource readers;

  private Database(Connection writer, HikariDataSource readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /** Opens the file, creating and migrating it as need be. */
  public static Database open(Path file) throws IOException, SQLException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    String url = "jdbc:sqlite:" + file;
    DataSource writing = source(url, false);
    Flyway.configure().dataSource(writing).locations("classpath:db/sqlite").load().migrate();
    Connection writer = writing.getConnection();
    writer.setAutoCommit(false);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source(url, true));
    pool.setReadOnly(true); // as the connections are: the driver refuses to change that afterwards
    pool.setMaximumPoolSize(READERS);
    pool.setMinimumIdle(1);
    pool.setPoolName("read-model");
    return new Database(writer, new HikariDataSource(pool));
  }

  private static DataSource source(String url, boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // A crash may lose the last transactions, never the file; lost ones are folded again from their
    // offsets.
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setPageSize(8192);
    config.setCacheSize(-CACHE_KIB);
    config.setReadOnly(readOnly);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  /** The one connection that writes; for one thread. */
  public Connection writer() {
    return writer;
  }

  /** Connections that read. */
  public DataSource readers() {
    return readers;
  }

  @Override
  public void close() throws SQLException {
    readers.close();
    writer.close();
  }
}
