/** Reads messages of a queue in Amazon SQS. */
package io.muster.aws.queue;
