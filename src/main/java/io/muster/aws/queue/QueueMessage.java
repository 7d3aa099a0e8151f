package io.muster.aws.queue;

/**
 * A message of a queue.
 *
 * @param id      the same each time that the message is received, and in each of its copies
 * @param receipt the handle with which this delivery is deleted
 * @param body    the text as it was sent, which need not be an event
 */
public record QueueMessage(String id, String receipt, String body) {}
