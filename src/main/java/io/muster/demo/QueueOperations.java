package io.muster.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The operations of the demo cloud's queue of events. An answer does not wait for messages. */
final class QueueOperations {

    private final DemoQueue queue;

    QueueOperations(DemoQueue queue) {
        this.queue = queue;
    }

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
        return SendMessageResponse.builder()
                .messageId(queue.send(body))
                .md5OfMessageBody(md5(body))
                .build();
    }

    private SdkPojo receive(Call call) {
        int most = call.text("MaxNumberOfMessages").map(Integer::parseInt).orElse(1);
        List<Message> messages = queue.receive(most).stream()
                .map(message -> Message.builder()
                        .messageId(message.id())
                        .receiptHandle(message.id())
                        .body(message.body())
                        .md5OfBody(md5(message.body()))
                        .build())
                .toList();
        return ReceiveMessageResponse.builder().messages(messages).build();
    }

    private SdkPojo deleteBatch(Call call) {
        List<DeleteMessageBatchRequestEntry> entries = Members.value(call.request(), "Entries").stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(DeleteMessageBatchRequestEntry.class::cast)
                .toList();
        entries.forEach(entry -> queue.delete(entry.receiptHandle()));
        return DeleteMessageBatchResponse.builder()
                .successful(entries.stream()
                        .map(entry -> DeleteMessageBatchResultEntry.builder()
                                .id(entry.id())
                                .build())
                        .toList())
                .failed(List.<BatchResultErrorEntry>of())
                .build();
    }

    private SdkPojo attributes(Call call) {
        return GetQueueAttributesResponse.builder()
                .attributesWithStrings(Map.of("ApproximateNumberOfMessages", Integer.toString(queue.size())))
                .build();
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
