package io.muster.aws;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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

    /** The call that this thread is making: the SDK asks its interceptors before it leaves the caller's thread. */
    private static final ThreadLocal<Duration> MAKING = new ThreadLocal<>();

    /** Makes a call whose clock is so far behind. */
    static <T> CompletableFuture<T> behind(Duration behind, Supplier<CompletableFuture<T>> make) {
        if (behind.isZero()) {
            return make.get();
        }
        MAKING.set(behind);
        try {
            return make.get();
        } finally {
            MAKING.remove();
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
        attributes.putAttribute(BEHIND, MAKING.get());
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest request, ExecutionAttributes attributes) {
        Duration behind = attributes.getAttribute(BEHIND);
        return behind == null
                ? request.httpRequest()
                : request.httpRequest().toBuilder()
                        .putHeader(HEADER, behind.toString())
                        .build();
    }
}
