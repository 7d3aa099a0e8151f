package io.muster.aws;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.interceptor.Context.ModifyHttpResponse;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses what is no answer of HTTP, and bounds the bodies of all answers, refusals included: the SDK reads each into memory, however
 * long it is.
 */
final class BoundedAnswers implements ExecutionInterceptor {

    /** Longer than any refusal of AWS, whose longest hold an encoded message of some 10 kB. */
    private static final long LONGEST_REFUSAL = 1L << 20;

    /** The status that Netty gives to an answer whose head it cannot read. */
    private static final int NO_STATUS = 999;

    private final BodySpace space;

    BoundedAnswers(BodySpace space) {
        this.space = space;
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            ModifyHttpResponse answer, ExecutionAttributes attributes) {
        long most = answer.httpResponse().isSuccessful() ? space.mostOfOne() : LONGEST_REFUSAL;
        Optional<Publisher<ByteBuffer>> bounded =
                answer.responsePublisher().map(body -> new BoundedBody(body, space, most));
        return answer.httpResponse().statusCode() == NO_STATUS ? bounded.map(BoundedAnswers::unreadable) : bounded;
    }

    /**
     * Bytes that an earlier answer left behind on its connection, for example: the next connection may have none. The failure is told by the
     * body, because the SDK goes on with an attempt whose head an interceptor refuses, and its second failure then hits the next attempt.
     */
    private static Publisher<ByteBuffer> unreadable(Publisher<ByteBuffer> body) {
        return new WholeBody(body, bytes -> {
            throw new UnreadableAnswer("Its head is not that of an answer");
        });
    }
}
