import Domain
import Testing

struct EventTopicTests {
    @Test func `a topic is read back from its text`() {
        for topic in [EventTopic.change(Change.ID()), .job(Job.ID()), .device(Device.ID()), .breakers] {
            #expect(EventTopic(topic.description) == topic)
        }
        for text in ["", "job", "job:", "job:x", "user:\(User.ID())", "breakers:x", ":\(Job.ID())"] {
            #expect(EventTopic(text) == nil)
        }
    }
}
