package io.muster.graphql.endpoint;

import io.smallrye.graphql.execution.ExecutionResponse;
import io.smallrye.graphql.execution.ExecutionResponseWriter;
import io.vertx.core.Context;

/** Writes on the thread that belongs to the connection, whichever thread has the answer. */
record WriterOn(Context thread, ExecutionResponseWriter writer) implements ExecutionResponseWriter {

    @Override
    public void write(ExecutionResponse response) {
        if (Context.isOnEventLoopThread()) {
            writer.write(response);
        } else {
            thread.runOnContext(ready -> writer.write(response));
        }
    }

    @Override
    public void fail(Throwable failure) {
        writer.fail(failure);
    }
}
