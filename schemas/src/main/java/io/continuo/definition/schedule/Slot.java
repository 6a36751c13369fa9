package io.continuo.definition.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * One expected run of a schedule.
 *
 * @param name its partition, or the nominal instant (RFC 3339) of a workflow without partitions
 * @param order where it stands among the slots of its workflow, whatever the schedule: the start of
 *     its partition, or else the fire time, on the wall clock
 * @param nominal when the schedule fires for it
 * @param due the nominal instant and the slot's jitter
 */
public record Slot(
    String name, Optional<String> partition, LocalDateTime order, Instant nominal, Instant due) {}
