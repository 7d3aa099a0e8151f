package io.muster.aws;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context.AfterUnmarshalling;
import software.amazon.awssdk.core.interceptor.Context.ModifyHttpResponse;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Accepts a successful answer only if it is complete and an answer to the operation. The SDK reads an empty body, any XML and any
 * JSON object as an answer without content, that is, as an empty list. Here such an answer is retried like a broken connection,
 * and then fails.
 */
final class OwnAnswers implements ExecutionInterceptor {

    private static final String CHECKSUM = "x-amz-crc32";
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final ExecutionAttribute<OwnBody> BODY = new ExecutionAttribute<>("BodyOfAnswer");

    /** The checksum of the sent body is not that of the decoded one; the answer is proven complete by other means. */
    @Override
    public SdkHttpResponse modifyHttpResponse(ModifyHttpResponse answer, ExecutionAttributes attributes) {
        return answer.httpResponse().toBuilder().removeHeader(CHECKSUM).build();
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            ModifyHttpResponse answer, ExecutionAttributes attributes) {
        Optional<Publisher<ByteBuffer>> content = answer.responsePublisher();
        if (!answer.httpResponse().isSuccessful()) {
            return content;
        }
        AnswerProtocol protocol = protocol(attributes);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        return content.map(body -> new WholeBody(body, bytes -> {
            OwnBody own = protocol.own(operation, bytes);
            attributes.putAttribute(BODY, new OwnBody(NOTHING, own.root(), own.members()));
            return own.passedOn();
        }));
    }

    @Override
    public void afterUnmarshalling(AfterUnmarshalling answer, ExecutionAttributes attributes) {
        if (!answer.httpResponse().isSuccessful()) {
            return;
        }
        try {
            protocol(attributes)
                    .check(
                            answer.response(),
                            attributes.getOptionalAttribute(BODY).orElseGet(() -> OwnBody.plain(new byte[0])));
        } catch (UnreadableAnswer unreadable) {
            throw RetryableException.create("An answer could not be read", unreadable);
        }
    }

    private static AnswerProtocol protocol(ExecutionAttributes attributes) {
        return AnswerProtocol.named(attributes
                .getAttribute(SdkInternalExecutionAttribute.PROTOCOL_METADATA)
                .serviceProtocol());
    }
}
