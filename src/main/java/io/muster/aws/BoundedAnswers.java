package io.muster.aws;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context.ModifyHttpResponse;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

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

    /** Bytes that an earlier answer left behind on its connection, for example: the next connection may have none. */
    @Override
    public SdkHttpResponse modifyHttpResponse(ModifyHttpResponse answer, ExecutionAttributes attributes) {
        if (answer.httpResponse().statusCode() == NO_STATUS) {
            throw RetryableException.create(
                    "An answer could not be read", new UnreadableAnswer("Its head is not that of an answer"));
        }
        return answer.httpResponse();
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            ModifyHttpResponse answer, ExecutionAttributes attributes) {
        long most = answer.httpResponse().isSuccessful() ? space.mostOfOne() : LONGEST_REFUSAL;
        return answer.responsePublisher().map(body -> new BoundedBody(body, space, most));
    }
}
