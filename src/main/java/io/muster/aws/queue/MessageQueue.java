package io.muster.aws.queue;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsClients;
import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.platform.Sha256;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A queue in Amazon SQS. A message that was received is hidden from others for the queue's visibility timeout, and comes again
 * unless it is deleted by then. Every call fails with an {@link io.muster.aws.AwsException}.
 */
public final class MessageQueue {

    /** See the SQS API Reference, "ReceiveMessage": the most messages of one call. */
    public static final int MOST = 10;

    /** The code where SQS tells none. */
    private static final String UNTOLD = "UNTOLD";

    private static final String RECEIVE = "ReceiveMessage";

    /** The right to DeleteMessageBatch is that to DeleteMessage, see the Service Authorization Reference, "Amazon SQS". */
    private static final String DELETE = "DeleteMessage";

    /** The operations that it calls, for the policy of the queue's reader. They change nothing but the queue. */
    public static final Set<AwsOperation> OPERATIONS =
            Stream.of(RECEIVE, DELETE).map(AwsService.SQS::operation).collect(Collectors.toUnmodifiableSet());

    private final AwsClients clients;
    private final AwsAccess access;
    private final String region;
    private final String url;

    /**
     * A queue that is read with the credentials of an account.
     *
     * @param access how to get the credentials
     * @param url    as SQS names the queue
     */
    public MessageQueue(AwsClients clients, AwsAccess access, String region, String url) {
        this.clients = clients;
        this.access = access;
        this.region = region;
        this.url = url;
    }

    /** The region whose endpoint is asked. */
    public String region() {
        return region;
    }

    /**
     * Waits for messages, {@link #MOST} at most.
     *
     * @param wait whole seconds, 20 at most
     * @return the messages; none where none came in that time
     */
    public Uni<List<QueueMessage>> receive(Duration wait) {
        int seconds = Math.toIntExact(wait.toSeconds());
        return call(
                        RECEIVE,
                        sqs -> sqs.receiveMessage(
                                r -> r.queueUrl(url).maxNumberOfMessages(MOST).waitTimeSeconds(seconds)))
                .map(answer -> answer.messages().stream()
                        .filter(message -> message.receiptHandle() != null)
                        .map(message -> new QueueMessage(
                                id(message), message.receiptHandle(), Objects.requireNonNullElse(message.body(), "")))
                        .toList());
    }

    /** A digest of the body, where the answer has no id: messages without one are told apart. */
    private static String id(Message message) {
        return message.messageId() == null ? Sha256.hex(String.valueOf(message.body())) : message.messageId();
    }

    /**
     * Deletes messages, {@link #MOST} at most. One that SQS does not delete comes again.
     *
     * @return a code for each that SQS did not delete, which tells why
     */
    public Uni<List<String>> delete(List<QueueMessage> messages) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(number -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .receiptHandle(messages.get(number).receipt())
                        .build())
                .toList();
        return call(DELETE, sqs -> sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries)))
                .map(answer -> answer.failed().stream()
                        .map(failed -> failed == null || failed.code() == null ? UNTOLD : failed.code())
                        .toList());
    }

    /** A session for each call: credentials that SQS refuses are taken anew once for a session. */
    private <T> Uni<T> call(String operation, Function<SqsAsyncClient, CompletableFuture<T>> call) {
        return Uni.createFrom().deferred(() -> clients.session(access).call(AwsService.SQS, region, operation, call));
    }
}
