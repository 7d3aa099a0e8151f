package io.muster.aws;

import java.time.Duration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Tells an endpoint that takes the place of AWS how far a call's clock is behind the present. The clients of AWS itself do
 * not have it.
 */
final class CallClock implements ExecutionInterceptor {

    /** An ISO 8601 duration, such as {@code PT720H}; left out where the clock is not behind. */
    static final String HEADER = "X-Muster-Behind";

    private static final ExecutionAttribute<Duration> BEHIND = new ExecutionAttribute<>("muster.Behind");

    @Override
    public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
        attributes.putAttribute(BEHIND, AwsCall.current().behind());
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest request, ExecutionAttributes attributes) {
        Duration behind = attributes.getAttribute(BEHIND);
        return behind.isZero()
                ? request.httpRequest()
                : request.httpRequest().toBuilder()
                        .putHeader(HEADER, behind.toString())
                        .build();
    }
}
