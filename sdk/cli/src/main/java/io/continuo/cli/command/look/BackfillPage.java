package io.continuo.cli.command.look;

import io.continuo.cli.session.Session;
import io.continuo.sdk.time.Backfill;
import io.continuo.sdk.time.Progress;

/** A backfill for people: {@code backfill show} and {@code describe backfill}. */
public final class BackfillPage {
  private BackfillPage() {}

  public static int show(Session session, Backfill backfill) {
    Progress progress = backfill.progress();
    return Description.of(session)
        .field("Backfill", backfill.id())
        .field("Workflow", backfill.workflow())
        .field("About", backfill.description())
        .field("Status", backfill.status())
        .field("From", backfill.from())
        .field("To", backfill.to())
        .field("Order", backfill.reverse() ? "newest first" : "oldest first")
        .field("At once", backfill.concurrency())
        .field("Downstream", backfill.downstream() ? "yes" : "no")
        .time("Created", backfill.createdAt())
        .time("Ended", backfill.endedAt())
        .field("Done", progress.done() + " of " + progress.total() + " slots")
        .table("Progress", TimeViews.STEPS, backfill.steps())
        .show(session, backfill.json());
  }
}
