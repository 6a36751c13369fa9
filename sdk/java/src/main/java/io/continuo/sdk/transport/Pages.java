package io.continuo.sdk.transport;

import io.continuo.sdk.json.Fields;
import io.continuo.sdk.problem.UnreadableAnswerException;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lists by keyset cursor: a page is fetched only when its first item is asked for. */
public final class Pages {
  private final Transport transport;

  public Pages(Transport transport) {
    this.transport = transport;
  }

  /** Every item of a list, page by page. */
  public <T> Stream<T> stream(Call list, Function<Fields, T> reader) {
    return StreamSupport.stream(new Items<>(list, reader), false);
  }

  private record Page<T>(List<T> items, Optional<String> next) {}

  private <T> Page<T> fetch(Call list, Function<Fields, T> reader) {
    Fields fields = new Fields(transport.send(list).json());
    try {
      return new Page<>(fields.list("items", reader), fields.text("nextCursor"));
    } catch (IllegalArgumentException e) {
      throw new UnreadableAnswerException(transport.server(), e);
    }
  }

  private final class Items<T> extends Spliterators.AbstractSpliterator<T> {
    private final Call list;
    private final Function<Fields, T> reader;
    private Page<T> page = new Page<>(List.of(), Optional.empty());
    private boolean started;
    private int position;

    Items(Call list, Function<Fields, T> reader) {
      super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
      this.list = list;
      this.reader = reader;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
      while (position == page.items().size()) {
        if (started && page.next().isEmpty()) {
          return false;
        }
        page = fetch(list.query("cursor", page.next()), reader);
        started = true;
        position = 0;
      }
      action.accept(page.items().get(position++));
      return true;
    }
  }
}
