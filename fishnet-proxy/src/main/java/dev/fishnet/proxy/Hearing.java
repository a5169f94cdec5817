package dev.fishnet.proxy;

/** Judges one request by its body, and has its money held. It ends once: with the sequel, or by being called off. */
interface Hearing {
    void begin();

    /** Nobody wants the answer any more. Money that is held later is given back then. */
    void callOff();

    /** What follows; one of the two is called, on the event loop. */
    interface Sequel {
        void allowed(Clearance clearance);

        void refused(Refusal why);
    }
}
