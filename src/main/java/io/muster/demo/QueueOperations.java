package io.muster.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/** The operations of the demo cloud's queue of events. An answer does not wait for messages. */
record QueueOperations(DemoQueue queue) {

    Map<String, Operation> operations() {
        return Map.of(
                "sqs:SendMessage", known(this::send),
                "sqs:ReceiveMessage", known(this::receive),
                "sqs:DeleteMessageBatch", known(this::deleteBatch),
                "sqs:GetQueueAttributes", known(this::attributes));
    }

    private static Operation known(Operation operation) {
        return call -> {
            String url = call.require("QueueUrl");
            if (!url.endsWith("/" + DemoQueue.NAME)) {
                throw new DemoError(400, "QueueDoesNotExist", "The specified queue does not exist.");
            }
            return operation.answer(call);
        };
    }

    private SdkPojo send(Call call) {
        String body = call.require("MessageBody");
        return call.answer(Map.of("MessageId", queue.send(body), "MD5OfMessageBody", md5(body)));
    }

    private SdkPojo receive(Call call) {
        int most = call.text("MaxNumberOfMessages").map(Integer::parseInt).orElse(1);
        return call.answer(Map.of(
                "Messages",
                queue.receive(most).stream()
                        .map(message -> Map.of(
                                "MessageId", message.id(),
                                "ReceiptHandle", message.id(),
                                "Body", message.body(),
                                "MD5OfBody", md5(message.body())))
                        .toList()));
    }

    private SdkPojo deleteBatch(Call call) {
        List<DeleteMessageBatchRequestEntry> entries = ((DeleteMessageBatchRequest) call.request()).entries();
        entries.forEach(entry -> queue.delete(entry.receiptHandle()));
        List<Map<String, String>> deleted =
                entries.stream().map(entry -> Map.of("Id", entry.id())).toList();
        return call.answer(Map.of("Successful", deleted, "Failed", List.of()));
    }

    private SdkPojo attributes(Call call) {
        return call.answer(Map.of("Attributes", Map.of("ApproximateNumberOfMessages", queue.size())));
    }

    /** SQS's clients compare it. */
    private static String md5(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // each Java has it
        }
    }
}
