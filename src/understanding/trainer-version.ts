/** Part of every trained model's name: raise it whenever training gives another model from the same data. */
export const trainerVersion = '4'
