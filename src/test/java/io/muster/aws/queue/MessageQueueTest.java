package io.muster.aws.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsStandIn;
import io.muster.aws.CannedAws;
import io.muster.aws.TestClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of SQS that moto does not give. */
class MessageQueueTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private CannedAws canned;
    private TestClients clients;
    private MessageQueue queue;

    @BeforeEach
    void start() {
        canned = new CannedAws();
        clients = TestClients.at(canned.endpoint(), Map.of("max-attempts", "1"));
        queue = new MessageQueue(
                clients.clients(),
                AwsAccess.direct(AwsStandIn.ACCOUNT),
                "eu-central-1",
                canned.endpoint() + "/" + AwsStandIn.ACCOUNT + "/events");
    }

    @AfterEach
    void stop() {
        clients.close();
        canned.close();
    }

    @Test
    void messagesWithoutAnIdAreToldApartByTheirBodies() {
        // given
        canned.json(
                "ReceiveMessage",
                "{\"Messages\": [{\"ReceiptHandle\": \"1\", \"Body\": \"a\", \"MD5OfBody\": \"0cc175b9c0f1b6a831c399e269772661\"}, {\"ReceiptHandle\": \"2\", \"Body\": \"b\", \"MD5OfBody\": \"92eb5ffee6ae2fec3ad71c777531578f\"},"
                        + " {\"ReceiptHandle\": \"3\", \"Body\": \"a\", \"MD5OfBody\": \"0cc175b9c0f1b6a831c399e269772661\"}]}");

        // when
        List<QueueMessage> messages = queue.receive(Duration.ZERO).await().atMost(LIMIT);

        // then
        assertThat(messages).extracting(QueueMessage::receipt).containsExactly("1", "2", "3");
        assertThat(messages.get(0).id())
                .hasSize(64)
                .isEqualTo(messages.get(2).id())
                .isNotEqualTo(messages.get(1).id());
    }

    @Test
    void tellsWhyMessagesAreNotDeleted() {
        // given
        canned.json(
                "DeleteMessageBatch",
                "{\"Successful\": [{\"Id\": \"0\"}], \"Failed\": [{\"Id\": \"1\", \"Code\": \"ReceiptHandleIsInvalid\","
                        + " \"SenderFault\": true}, {\"Id\": \"2\"}]}");

        // when
        List<String> codes = queue.delete(List.of(message("1"), message("2"), message("3")))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(codes).containsExactly("ReceiptHandleIsInvalid", "UNTOLD");
    }

    private static QueueMessage message(String receipt) {
        return new QueueMessage("id", receipt, "body");
    }
}
