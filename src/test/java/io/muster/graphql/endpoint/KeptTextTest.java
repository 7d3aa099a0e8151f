package io.muster.graphql.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.graphql.endpoint.KeptAnswers.Question;
import io.muster.inventory.event.SilentNotifications;
import io.muster.platform.AccountScope;
import io.muster.platform.Settings;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptTextTest {

    private final KeptAnswers answers = new KeptAnswers(
            new SilentNotifications(), Settings.of(GraphQlConfig.class, Map.of()), new SimpleMeterRegistry());

    @Test
    @SuppressWarnings("deprecation") // nothing else tells the room that a buffer has
    void anAnswerIsKeptWithoutTheRoomThatItsBufferHasLeft() {
        // given
        Question question = new Question("{}", AccountScope.EVERY_ACCOUNT);
        Buffer text = Buffer.buffer(4_096).appendString("an answer");

        // when
        answers.keep(question, 0, text, nanoseconds -> {});
        answers.keep(question, 0, text, nanoseconds -> {});

        // then
        Optional<Buffer> kept = answers.find(question).await().indefinitely();
        assertThat(kept).contains(text);
        assertThat(kept.orElseThrow().getByteBuf().unwrap().capacity()).isEqualTo(text.length());
    }
}
