package io.muster.demo;

import software.amazon.awssdk.core.SdkPojo;

/** Answers one operation: with the SDK's own response type, or a builder of it, or a {@link DemoError}. */
@FunctionalInterface
interface Operation {

    SdkPojo answer(Call call);
}
