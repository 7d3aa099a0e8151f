package io.muster.finding;

import java.time.Instant;

/**
 * Something that happened to a finding.
 *
 * @param finding as it is when the event is told, which may be later than the event itself
 * @param at      the scan that found it
 */
public record FindingEvent(FindingEventType type, FindingView finding, Instant at) {}
